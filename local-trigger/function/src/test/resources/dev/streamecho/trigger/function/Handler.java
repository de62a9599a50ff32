package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;

public class Handler implements RequestHandler<String, Object> {
    static {
        System.out.println("loaded");
    }

    public Handler() {
        if ("fail".equals(System.getenv("INIT"))) {
            throw new IllegalStateException("EVENT_TYPES is empty");
        } else if ("exit".equals(System.getenv("INIT"))) {
            Runtime.getRuntime().halt(7);
        }
    }

    public Object handleRequest(String event, Context context) {
        String[] words = event.split(" ");
        switch (words[0]) {
            case "echo":
                return event;
            case "print":
                System.out.println("to standard output");
                System.err.println("to standard error");
                context.getLogger().log("to the logger\nin two lines");
                return null;
            case "fail":
                throw new IllegalStateException("größer als 3");
            case "exit":
                Runtime.getRuntime().halt(Integer.parseInt(words[1]));
                return null;
            case "sleep":
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            case "large":
                return "x".repeat(7 * 1024 * 1024);
            case "variables":
                return System.getenv();
            case "pid":
                return ProcessHandle.current().pid();
            default:
                return List.of(
                        context.getAwsRequestId(),
                        context.getFunctionName(),
                        context.getFunctionVersion(),
                        context.getInvokedFunctionArn(),
                        String.valueOf(context.getMemoryLimitInMB()),
                        context.getLogGroupName(),
                        context.getRemainingTimeInMillis() > 0,
                        context.getRemainingTimeInMillis() <= 60_000);
        }
    }
}
