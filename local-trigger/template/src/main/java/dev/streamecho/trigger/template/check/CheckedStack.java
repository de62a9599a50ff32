package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.check.policy.Permissions;
import dev.streamecho.trigger.template.check.policy.Roles;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.List;
import java.util.Optional;

/** A template as the rules look at it. It is immutable. */
final class CheckedStack {
    private final Template template;
    private final Roles roles;
    private final List<CheckedMapping> mappings;

    CheckedStack(Template template) {
        this.template = template;
        this.roles = new Roles(template.resources());
        this.mappings = template.readableMappings().stream()
                .flatMap(definition -> Given.value(definition::function).flatMap(found -> found).stream()
                        .map(function -> new CheckedMapping(definition, function)))
                .toList();
    }

    /** Returns the mappings that can be read and whose function is in the template. */
    List<CheckedMapping> mappings() {
        return mappings;
    }

    /** Returns the queue that a mapping reads, if it is in the template. */
    Optional<QueueDefinition> queueOf(CheckedMapping mapping) {
        String arn = mapping.definition().eventSourceArn();
        return template.queues().stream()
                .filter(queue -> queue.arn().equals(arn))
                .findFirst();
    }

    Permissions permissionsOf(FunctionDefinition function) {
        return roles.of(function);
    }

    /** Returns the role that a function names, if the template makes it. */
    Optional<Resource> roleOf(FunctionDefinition function) {
        return roles.named(function);
    }

    Template template() {
        return template;
    }
}
