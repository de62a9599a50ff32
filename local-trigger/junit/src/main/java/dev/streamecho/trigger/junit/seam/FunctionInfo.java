package dev.streamecho.trigger.junit.seam;

import java.time.Duration;

/**
 * A function of the template.
 *
 * @param handler as the template has it
 * @param version the version that the mapping invokes
 */
public record FunctionInfo(
        String logicalId,
        String functionName,
        String arn,
        String version,
        String runtime,
        String handler,
        Duration timeout,
        int memoryMegabytes) {}
