package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What we use of AWS SDK for Java 2 that is not its API. The versions that {@code OldSdk} leads elsewhere are published and
 * do not change ({@code OldSdkTest} calls with them); what may change is how newer ones are told from them.
 */
class SdkCanaryTest {
    private final ClassLoader code = SdkCanaryTest.class.getClassLoader();

    /** Without this class a new version would be taken for an old one: functions would get a handler, and a wrong line. */
    @Test
    void theVersionOfThisBuildIsKnownToReadTheVariable() {
        assertThat(code.getResource("software/amazon/awssdk/awscore/client/builder/AwsClientBuilder.class"))
                .as("the SDK's core")
                .isNotNull();

        assertThat(OldSdk.TWO.isIn(code)).isFalse();
    }
}
