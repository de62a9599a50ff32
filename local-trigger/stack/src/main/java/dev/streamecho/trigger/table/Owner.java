package dev.streamecho.trigger.table;

/** Whose the local tables are, as ARNs and records tell it; clients need not know. */
public record Owner(String partition, String region, String accountId) {}
