package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.FileDestination;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the discarded batches of a template's mappings are on this machine, as their OnFailure destinations have it. A queue
 * that is nobody's destination is not among them.
 *
 * @param queues the logical ids of the queues of the template
 * @param folders of the messages for topics, buckets, and queues that the template does not have
 */
public record OnFailurePlaces(List<String> queues, List<String> folders) {

    /** Makes places; the lists are copied. */
    public OnFailurePlaces {
        queues = List.copyOf(queues);
        folders = List.copyOf(folders);
    }

    /**
     * Reads the mappings of a template; each place is there once.
     *
     * @param folder that of {@link StackSettings#builder}
     * @throws dev.streamecho.trigger.UserError if CloudFormation or the service would refuse a mapping
     */
    public static OnFailurePlaces of(Template template, Path folder) {
        FileDestination files = new FileDestination(folder);
        Set<String> queues = new LinkedHashSet<>();
        Set<String> folders = new LinkedHashSet<>();
        for (EventSourceMapping mapping : EventSourceMappings.read(template).all()) {
            Optional<String> queue = template.queues().stream()
                    .filter(found -> mapping.onFailureDestination().equals(Optional.of(found.arn())))
                    .map(QueueDefinition::logicalId)
                    .findFirst();
            queue.ifPresentOrElse(queues::add, () -> files.placeOf(mapping).ifPresent(folders::add));
        }
        return new OnFailurePlaces(List.copyOf(queues), List.copyOf(folders));
    }
}
