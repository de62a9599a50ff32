package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A line that begins with a star came with the id of an invocation. */
class FunctionLogTest extends RunsFunctions {
    @Test
    void whatAnInvocationPrintedIsThereWhenItReturns() throws InterruptedException {
        LocalFunction function = functions.start("""
                System.out.println("to standard output");
                System.err.println("to standard error");
                context.getLogger().log("first message of the logger");
                context.getLogger().log("second message\\nof two lines");
                System.out.println("Zoë 🚀");
                System.out.print("without an end");
                """);

        for (int i = 1; i <= 200; i++) {
            function.invoke(new byte[] {'1'});
            assertThat(functions.lines()).hasSize(7 * i);
        }

        assertThat(functions.lines())
                .startsWith(
                        "* to standard output",
                        "* to standard error",
                        "* first message of the logger",
                        "* second message",
                        "* of two lines",
                        "* Zoë 🚀",
                        "* without an end");
    }

    @Test
    void moreThanThePipeHoldsArrivesWholeAndInOrder() throws InterruptedException {
        LocalFunction function = functions.start("""
                for (int i = 0; i < 20_000; i++) {
                    System.out.println("line " + i + " " + "x".repeat(100));
                }
                """);

        function.invoke(new byte[] {'1'});

        List<String> lines = functions.lines();
        assertThat(lines).hasSize(20_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(lines.get(i)).startsWith("* line " + i + " ");
        }
    }

    @Test
    void theStackTraceOfAnErrorIsThereWhenTheInvocationReturns() throws InterruptedException {
        LocalFunction function = functions.start("Integer.parseInt(\"three\");");

        function.invoke(new byte[] {'1'});

        assertThat(functions.lines())
                .anyMatch(line -> line.equals("* For input string: \"three\": java.lang.NumberFormatException"))
                .anyMatch(line -> line.startsWith("* \tat example.Handler.handle(Handler.java:"));
    }

    @Test
    void theLastLinesOfAProcessAreThereWhenTheInvocationReturns() throws InterruptedException {
        LocalFunction function = functions.start("""
                System.out.println("disk full");
                System.exit(1);
                """);

        function.invoke(new byte[] {'1'});

        assertThat(functions.lines()).containsExactly("* disk full");
    }

    @Test
    void linesBeforeTheFirstInvocationBelongToNone() throws Exception {
        LocalFunction function = functions.add(new LocalFunction(
                functions.configuration(functions.handler(
                        "static { System.out.println(\"loaded\"); }", "System.out.println(\"called\");")),
                functions::log));
        function.start().get();

        assertThat(functions.lines()).containsExactly("loaded");
        function.invoke(new byte[] {'1'});
        assertThat(functions.lines()).containsExactly("loaded", "* called");
    }

    @Test
    void linesOfALongInvocationAndBetweenInvocationsComeLive() throws Exception {
        LocalFunction function = functions.start("""
                Thread thread = new Thread(() -> {
                    try {
                        while (true) {
                            Thread.sleep(20);
                            System.out.println("still alive");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                thread.start();
                System.out.println("working");
                if (input.read() == '1') {
                    sleep();
                }
                """);
        Thread caller = new Thread(() -> {
            try {
                function.invoke(new byte[] {'1'});
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();

        await().untilAsserted(() -> assertThat(functions.lines()).contains("* working", "* still alive"));
        caller.interrupt();
        caller.join();
        function.invoke(new byte[] {'2'});
        await().untilAsserted(() -> assertThat(functions.lines()).contains("still alive"));
    }
}
