package dev.streamecho.trigger.table;

/**
 * The account and region that ARNs and records of the local tables name; clients may have others.
 *
 * @param partition of the region, such as {@code aws}
 */
public record AccountRegion(String partition, String region, String accountId) {}
