package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiRoute;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a template is run: the mappings whose streams can be read, the APIs, and the functions that these call. It is
 * decided before anything is started, and is immutable.
 *
 * @param onTables the mappings on tables of the template
 * @param onQueues the mappings on queues
 * @param elsewhere those on tables that the user named
 * @param called the functions that something calls; a mapping that is not enabled calls none
 */
record StackPlan(
        List<StackMapping> onTables,
        List<StackQueueMapping> onQueues,
        List<StackMapping> elsewhere,
        List<ApiDefinition> apis,
        List<FunctionDefinition> called) {

    /**
     * Decides.
     *
     * @param leftOut gets the mappings that cannot be run
     * @throws dev.streamecho.trigger.UserError if something in the template is wrong
     */
    static StackPlan of(Template template, StreamsElsewhere streams, LeftOut leftOut, StackListener listener) {
        EventSourceMappings read = EventSourceMappings.read(template);
        read.notices().forEach(listener::notice);
        read.leftOut().forEach(leftOut::add);
        List<StackMapping> elsewhere = new ArrayList<>();
        for (EventSourceMappings.Elsewhere found : read.elsewhere()) {
            EventSourceMapping mapping = found.mapping().mapping();
            if (streams.has(mapping)) {
                elsewhere.add(found.mapping());
            } else {
                leftOut.add(mapping.logicalId(), found.reason().advising(StreamsElsewhere.advice(mapping)));
            }
        }
        streams.requireOne(elsewhere.stream().map(StackMapping::mapping).toList());
        List<ApiDefinition> apis = template.apis();
        Set<String> names = Stream.of(
                        Stream.concat(read.onTables().stream(), elsewhere.stream())
                                .filter(mapping -> mapping.mapping().enabled())
                                .map(mapping -> mapping.function().logicalId()),
                        read.onQueues().stream()
                                .filter(mapping -> mapping.mapping().enabled())
                                .map(mapping -> mapping.function().logicalId()),
                        apis.stream().flatMap(api -> api.routes().stream()).map(ApiRoute::functionLogicalId))
                .flatMap(some -> some)
                .collect(Collectors.toSet());
        List<FunctionDefinition> called = template.functions().stream()
                .filter(function -> names.contains(function.logicalId()))
                .toList();
        return new StackPlan(read.onTables(), read.onQueues(), elsewhere, apis, called);
    }

    /** Returns whether the stream of a table is read; where no mapping reads any, whoever uses the tables may need each. */
    boolean needs(TableDefinition table) {
        List<StackMapping> enabled = Stream.concat(onTables.stream(), elsewhere.stream())
                .filter(mapping -> mapping.mapping().enabled())
                .toList();
        return enabled.isEmpty()
                || enabled.stream()
                        .flatMap(mapping -> mapping.table().stream())
                        .anyMatch(read -> read.logicalId().equals(table.logicalId()));
    }

    /** The APIs of which a route can be answered; others need no port. */
    List<ApiDefinition> apisOf(Collection<String> functions) {
        return apis.stream()
                .filter(api -> api.routes().stream().anyMatch(route -> functions.contains(route.functionLogicalId())))
                .toList();
    }

    /**
     * Tells what is on AWS only, and what only AWS knows.
     *
     * @param here the template with the addresses of its APIs
     * @param functions the logical ids of those that run
     */
    void tellLimits(Template here, Collection<String> functions, StackListener listener) {
        Notices notices = new Notices();
        here.noteLimits(functions, notices);
        notices.lines().forEach(listener::notice);
        UnknownValues unknowns = new UnknownValues();
        here.functions().stream()
                .filter(function -> functions.contains(function.logicalId()))
                .forEach(unknowns::add);
        Set<String> read = Stream.concat(
                        onTables.stream().map(StackMapping::logicalId),
                        onQueues.stream()
                                .filter(mapping -> mapping.mapping().enabled())
                                .map(StackQueueMapping::logicalId))
                .collect(Collectors.toSet());
        here.eventSourceMappings().stream()
                .filter(definition -> read.contains(definition.logicalId()))
                .forEach(unknowns::add);
        unknowns.addResources(here);
        unknowns.line().ifPresent(listener::notice);
    }

    /**
     * The mappings on streams that are run, on the streams that are there.
     *
     * @param read of the template with all that became known
     */
    List<StackMapping> mappings(EventSourceMappings read, CalledFunctions functions, StreamsElsewhere streams) {
        Map<String, StackMapping> planned = new HashMap<>();
        onTables.forEach(mapping -> planned.put(mapping.logicalId(), mapping));
        elsewhere.forEach(mapping -> planned.put(mapping.logicalId(), mapping));
        return read.all().stream()
                .filter(mapping -> planned.containsKey(mapping.logicalId()))
                .map(mapping -> planned.get(mapping.logicalId()).with(mapping))
                .filter(functions::canInvoke)
                .map(mapping -> elsewhere.contains(planned.get(mapping.logicalId()))
                        ? mapping.with(streams.connect(mapping.mapping()))
                        : mapping)
                .toList();
    }

    /**
     * The other mappings on tables of the template, whose functions cannot run: disabled, until somebody enables one and its function
     * can be built.
     */
    List<StackMapping> withoutFunction(EventSourceMappings read, CalledFunctions functions) {
        Set<String> planned = onTables.stream().map(StackMapping::logicalId).collect(Collectors.toSet());
        return read.onTables().stream()
                .filter(mapping -> planned.contains(mapping.logicalId()))
                .filter(mapping -> !functions.canInvoke(mapping))
                .map(mapping -> mapping.with(mapping.mapping().withEnabled(false)))
                .toList();
    }

    /** The mappings on queues that are run, or could be: one whose function cannot run is disabled. */
    List<StackQueueMapping> queueMappings(EventSourceMappings read, CalledFunctions functions) {
        Set<String> planned =
                onQueues.stream().map(StackQueueMapping::logicalId).collect(Collectors.toSet());
        return read.onQueues().stream()
                .filter(mapping -> planned.contains(mapping.logicalId()))
                .map(mapping -> mapping.mapping().enabled() && !functions.canRun(mapping.function())
                        ? mapping.disabled()
                        : mapping)
                .toList();
    }
}
