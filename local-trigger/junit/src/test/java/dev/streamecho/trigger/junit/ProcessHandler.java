package dev.streamecho.trigger.junit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Runs in a process of its own, which has nothing but this class and Lambda's runtime. */
public final class ProcessHandler implements RequestHandler<Map<String, List<Map<String, Object>>>, String> {
    private int calls;

    @Override
    public String handleRequest(Map<String, List<Map<String, Object>>> event, Context context) {
        calls++;
        Map<?, ?> change = (Map<?, ?>) event.get("Records").get(0).get("dynamodb");
        String key = change.get("Keys").toString();
        System.out.printf("call %d of this process, for %s in %s%n", calls, key, System.getenv("TABLE"));
        if (key.contains("poison")) {
            throw new IllegalStateException("poisoned");
        }
        if (key.contains("endless")) {
            while (true) {
                LockSupport.park();
            }
        }
        if (key.contains("exit")) {
            System.exit(1);
        }
        return "handled";
    }
}
