package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.StackControl;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operations on functions. */
record FunctionOperations(StackControl control, FunctionJson json, Invocations invocations) {

    /** A function with the version or alias that a request names. */
    record Found(ControlledFunction function, Optional<String> qualifier, String version) {}

    /**
     * Finds a function.
     *
     * @param encodedName as it is in the path
     * @throws ServiceException if there is none, or that is not a name
     */
    Found find(String encodedName, Optional<String> qualifier) {
        FunctionName name = FunctionName.parse(decoded(encodedName), qualifier);
        ControlledFunction function = control.functions().stream()
                .filter(one -> name.isOf(one.definition()))
                .findFirst()
                .orElseThrow(() -> ServiceException.notFound("Function not found: %s; there is %s"
                        .formatted(
                                name.name(),
                                control.functions().stream()
                                        .map(one -> one.definition().functionName())
                                        .collect(Collectors.joining(", ")))));
        return new Found(
                function,
                name.qualifier(),
                function.definition().versionOf(name.qualifier().filter(q -> !q.equals("$LATEST"))));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }

    ObjectNode list() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode all = list.putArray("Functions");
        control.functions().forEach(function -> all.add(json.configuration(function, Optional.empty())));
        return list;
    }

    ObjectNode configuration(Found found) {
        return json.configuration(found.function(), found.qualifier());
    }

    ObjectNode get(Found found) {
        ObjectNode function = JsonNodeFactory.instance.objectNode();
        function.set("Configuration", configuration(found));
        FunctionJson.code(found.function()).ifPresent(code -> function.set("Code", code));
        ObjectNode tags = FunctionJson.tags(found.function());
        if (!tags.isEmpty()) {
            function.set("Tags", tags);
        }
        return function;
    }

    /** Returns the tags of a function, or of a mapping, which has none here. */
    ObjectNode tags(String encodedArn) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set(
                "Tags",
                decoded(encodedArn).contains(":event-source-mapping:")
                        ? JsonNodeFactory.instance.objectNode()
                        : FunctionJson.tags(find(encodedArn, Optional.empty()).function()));
        return answer;
    }

    Answer invokeDescribed(Found found, byte[] body) throws InterruptedException {
        return invocations.described(found.function(), body);
    }

    Answer invoke(Found found, Invocations.Request request) throws InterruptedException {
        return invocations.invoke(found.function(), found.version(), request);
    }
}
