package outside;

import java.util.List;
import java.util.Map;

/** A handler without any library. */
public final class Greeter {

    public String greet(Map<String, List<?>> event) {
        return System.getenv("GREETING") + ", " + event.get("Records").size() + " records";
    }
}
