package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.control.StackControl;
import java.util.Optional;
import java.util.function.Predicate;

/** The operations on event source mappings. */
record MappingOperations(StackControl control) {

    /** Returns those of a source and a function, or of any. */
    ObjectNode list(Optional<String> sourceArn, Optional<String> functionName) {
        Predicate<ControlledMapping> isOfSource =
                mapping -> sourceArn.map(mapping.sourceArn()::equals).orElse(true);
        Optional<FunctionName> name = functionName.map(given -> FunctionName.parse(given, Optional.empty()));
        Predicate<ControlledMapping> isOfFunction =
                mapping -> name.map(of -> invokes(mapping, of)).orElse(true);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("EventSourceMappings");
        control.mappings().stream()
                .filter(isOfSource.and(isOfFunction))
                .forEach(mapping -> all.add(MappingJson.of(mapping)));
        return json;
    }

    private boolean invokes(ControlledMapping mapping, FunctionName name) {
        return control.functions().stream()
                .map(ControlledFunction::definition)
                .filter(name::isOf)
                .anyMatch(found -> found.logicalId().equals(mapping.function().logicalId()));
    }

    /**
     * Returns one of them.
     *
     * @throws ServiceException if there is none with that id
     */
    ObjectNode get(String uuid) {
        return MappingJson.of(find(uuid));
    }

    /**
     * Begins to change one of them.
     *
     * @throws ServiceException if there is none with that id, or the service would refuse the change
     */
    ObjectNode change(String uuid, JsonNode request) {
        ControlledMapping mapping = find(uuid);
        Requested requested = new Requested(request);
        requireSameFunction(mapping, requested);
        try {
            return MappingJson.of(mapping, change(mapping, requested));
        } catch (IllegalStateException e) {
            throw ServiceException.inUse(e.getMessage());
        } catch (IllegalArgumentException | UserError e) {
            throw ServiceException.invalid(e.getMessage());
        }
    }

    private void requireSameFunction(ControlledMapping mapping, Requested requested) {
        requested
                .functionName()
                .filter(name -> !invokes(mapping, FunctionName.parse(name, Optional.empty())))
                .ifPresent(name -> {
                    throw ServiceException.invalid(
                            "FunctionName is %s; here a mapping invokes %s as long as the stack runs: change it in the definition"
                                    .formatted(name, mapping.function().logicalId()));
                });
    }

    private static MappingStatus change(ControlledMapping mapping, Requested requested) {
        if (mapping instanceof ControlledStreamMapping onStream) {
            return onStream.change(new MappingChange(requested).of(onStream.configuration()));
        } else if (mapping instanceof ControlledQueueMapping onQueue) {
            return onQueue.change(new QueueMappingChange(requested).of(onQueue.configuration()));
        }
        throw new IllegalStateException("it is on neither a stream nor a queue");
    }

    private ControlledMapping find(String uuid) {
        return control.mappings().stream()
                .filter(one -> one.uuid().toString().equals(uuid))
                .findFirst()
                .orElseThrow(() -> ServiceException.notFound("The resource you requested does not exist."));
    }
}
