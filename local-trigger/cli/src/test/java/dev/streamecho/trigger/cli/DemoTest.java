package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The README's first command, with the project's own template, function and DynamoDB Local. */
class DemoTest {

    @Test
    void everyChangeIsShownAndTheDeleteIsExplained() {
        Cli demo = Cli.run("demo", "-t", "../../template.yaml");

        assertThat(demo.out())
                .contains("\"eventName\":\"INSERT\"")
                .contains("\"NewImage\":{\"name\":{\"S\":\"Ada Lovelace\"},\"id\":{\"S\":\"1\"}}")
                .contains("not echoed: EVENT_TYPES is INSERT,MODIFY, so the function drops the REMOVE");
        assertThat(demo.exitStatus()).isZero();
    }

    @Test
    void aDeleteIsEchoedWhenItIsWanted() {
        Cli demo = Cli.run(
                "demo",
                "-t",
                "../../template.yaml",
                "--parameter-overrides",
                "EventTypes=REMOVE",
                "StreamViewType=OLD_IMAGE");

        assertThat(demo.out())
                .contains("not echoed: EVENT_TYPES is REMOVE, so the function drops the INSERT")
                .contains("\"eventName\":\"REMOVE\"")
                .contains("\"OldImage\":");
        assertThat(demo.exitStatus()).isZero();
    }
}
