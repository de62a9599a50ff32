package dev.streamecho.trigger.template;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.TemplateNode.Mapping;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CloudFormation or SAM template, YAML or JSON, as a stack of it would be in a local run. It is immutable.
 *
 * <p>The parameters that the user gives are checked when it is read; everything else when somebody asks for it. Every method
 * throws {@link UserError} for what it needs and that is wrong; for what only AWS knows there is a placeholder, which
 * {@link Value#unknowns} tells of.
 */
public final class Template {
    /** The last part of the ARN of a table's stream, until {@link #withAttribute} gives the real ARN. */
    public static final String STREAM_LABEL = "0000-00-00T00:00:00.000";

    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]+");
    private static final List<String> FILE_NAMES = List.of("template.yaml", "template.yml", "template.json");

    private final Path file;
    private final Scope scope;
    private final StackInputs inputs;
    private final List<String> notices;
    private final Notices unread;
    private final List<Resource> declared;

    private Template(Path file, Scope scope, StackInputs inputs, List<String> notices, Notices unread) {
        this.file = file;
        this.scope = scope;
        this.inputs = inputs;
        this.notices = List.copyOf(notices);
        this.unread = unread;
        this.declared = scope.resources().entrySet().stream()
                .map(entry -> Resource.of(entry.getKey(), entry.getValue(), scope))
                .toList();
    }

    /** The template of a folder: {@code template.yaml}, {@code template.yml} or {@code template.json}. */
    public static Path find(Path folder) {
        return FILE_NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UserError("no %s in %s; name the template with -t"
                        .formatted(String.join(" or ", FILE_NAMES), folder.toAbsolutePath())));
    }

    /**
     * Reads a template.
     *
     * @param file the template; messages name it as it is given
     * @param parameterOverrides values of parameters, by name
     * @param region the value of {@code AWS::Region}
     */
    public static Template read(Path file, Map<String, String> parameterOverrides, String region) {
        return read(file, new StackInputs(parameterOverrides, Map.of(), EnvironmentOverrides.NONE, region));
    }

    /**
     * Reads a template.
     *
     * @param file the template; messages name it as it is given
     */
    public static Template read(Path file, StackInputs inputs) {
        Scope empty = Scope.empty(file.toString(), inputs.region());
        List<String> notices = new ArrayList<>();
        Notices unread = new Notices();
        Includes includes = new Includes(file.toAbsolutePath().getParent(), notices::add);
        Mapping root = includes.intoTop(TemplateParser.parse(file, notices::add), empty, unread);
        Map<String, TemplateNode> conditions = section(root, "Conditions", empty);
        Scope withoutResources = new Scope(
                file.toString(),
                empty.pseudoParameters(),
                Parameters.of(section(root, "Parameters", empty), inputs, empty),
                section(root, "Mappings", empty),
                conditions,
                Map.of(),
                Map.of(),
                List.of(),
                empty.unknowns());
        Expansion expansion = new Expansion(withoutResources, includes, unread);
        Scope scope = withoutResources.withSections(
                expansion.expand("Conditions", conditions), resources(root, empty, expansion, unread));
        return new Template(file, scope, inputs, notices, unread);
    }

    /** Without those whose logical id CloudFormation refuses; it may be a path, or have control characters. */
    private static Map<String, TemplateNode> resources(Mapping root, Scope scope, Expansion expansion, Notices unread) {
        Globals globals = new Globals(section(root, "Globals", scope));
        Map<String, TemplateNode> resources = new LinkedHashMap<>();
        expansion.expand("Resources", section(root, "Resources", scope)).forEach((logicalId, node) -> {
            if (LOGICAL_ID.matcher(logicalId).matches()) {
                resources.put(logicalId, globals.applyTo(node));
            } else {
                unread.add(
                        "a logical id with other characters than letters and digits",
                        logicalId,
                        "left out, as CloudFormation refuses it");
            }
        });
        if (resources.isEmpty()) {
            throw new UserError(scope.file() + ": the template has no Resources");
        }
        ImplicitApis.addTo(resources, globals);
        return resources;
    }

    private static Map<String, TemplateNode> section(Mapping root, String name, Scope scope) {
        TemplateNode section = root.entries().getOrDefault(name, new Mapping(Map.of(), root.line()));
        if (section instanceof Mapping mapping) {
            return mapping.entries();
        }
        throw scope.value(name, section).error("is %s, but must be a mapping".formatted(section.kind()));
    }

    /** The file that was read, as it was given. */
    public Path file() {
        return file;
    }

    /** {@code AWS::Region}. */
    public String region() {
        return scope.pseudoParameters().region();
    }

    /** {@code AWS::Partition}, which goes with the region. */
    public String partition() {
        return scope.pseudoParameters().partition();
    }

    /** {@code AWS::AccountId}, the account that {@code sam local} makes up. */
    public String accountId() {
        return PseudoParameters.ACCOUNT_ID;
    }

    /** What the user should know of the file and of what it was read with, each in one line. */
    public List<String> notices() {
        return Stream.concat(
                        notices.stream(),
                        inputs.environment().byFunction().keySet().stream()
                                .filter(name -> functions().stream().noneMatch(function -> function.isNamed(name)))
                                .sorted()
                                .map(name -> "--env-vars: %s is not a function of the template"
                                        .formatted(Value.shown(name))))
                .toList();
    }

    /** The template with where an API is served here, whose references and addresses lead there from now on. */
    public Template withEndpoint(ApiDefinition api, URI endpoint) {
        return withAttribute(api.logicalId(), ExecuteApi.ENDPOINT, endpoint.toString())
                .withAttribute(api.logicalId(), ExecuteApi.STAGE, api.stageName());
    }

    /** What it was read with. */
    public StackInputs inputs() {
        return inputs;
    }

    /** The names of the parameters that the user gave a value that nobody is to see: {@code NoEcho}. */
    public List<String> secretParameters() {
        return scope.parameters().secrets(scope);
    }

    /** The resources whose condition holds, in the template's order. */
    public List<Resource> resources() {
        return made(resource -> true);
    }

    /** Of the others the conditions are not evaluated. */
    private List<Resource> made(Predicate<Resource> wanted) {
        return declared.stream().filter(wanted).filter(Resource::isMade).toList();
    }

    /** Those whose condition decides whether something runs: tables, queues, mappings, and functions with events. */
    List<Resource> conditional() {
        return declared.stream()
                .filter(resource -> TableDefinition.isTable(resource)
                        || QueueDefinition.isQueue(resource)
                        || resource.type().equals(EventSourceMappingDefinition.EVENT_SOURCE_MAPPING)
                        || FunctionDefinition.isFunction(resource) && Given.in(resource.properties(), "Events"))
                .toList();
    }

    /** The resource of that logical id, if the template has it and its condition holds. */
    public Optional<Resource> resource(String logicalId) {
        return made(resource -> resource.logicalId().equals(logicalId)).stream().findFirst();
    }

    /** The tables, global tables among them. */
    public List<TableDefinition> tables() {
        return made(TableDefinition::isTable).stream().map(TableDefinition::of).toList();
    }

    /** The queues. */
    public List<QueueDefinition> queues() {
        return made(QueueDefinition::isQueue).stream().map(QueueDefinition::of).toList();
    }

    /**
     * The functions, of any runtime. One whose condition cannot be evaluated is among them: whoever needs its code is told
     * why.
     */
    public List<FunctionDefinition> functions() {
        Path folder = file.toAbsolutePath().getParent();
        return declared.stream()
                .filter(FunctionDefinition::isFunction)
                .filter(Resource::mayBeMade)
                .map(resource -> new FunctionDefinition(resource, folder, inputs.environment()))
                .toList();
    }

    /** The event source mappings, of any source: first the explicit ones, then those that SAM makes of events. */
    public List<EventSourceMappingDefinition> eventSourceMappings() {
        List<FunctionDefinition> functions = functions();
        Stream<EventSourceMappingDefinition> explicit =
                made(resource -> resource.type().equals(EventSourceMappingDefinition.EVENT_SOURCE_MAPPING)).stream()
                        .map(resource -> EventSourceMappingDefinition.of(resource, functions));
        Stream<EventSourceMappingDefinition> events =
                functions.stream().flatMap(function -> SamEvents.mappings(function).stream());
        return Stream.concat(explicit, events).toList();
    }

    /**
     * The APIs of SAM's types with functions of the template behind them.
     *
     * @throws UserError if SAM or API Gateway would refuse one of them
     */
    public List<ApiDefinition> apis() {
        return new ApiReader(made(ApiReader::isApi), functions()).read();
    }

    /**
     * Notes what these functions, and the tables, have on AWS only.
     *
     * @param called the logical ids of the functions that run here
     */
    public void noteLimits(Collection<String> called, Notices notices) {
        notices.addAll(unread);
        List<FunctionDefinition> running = functions().stream()
                .filter(function -> called.contains(function.logicalId()))
                .toList();
        for (FunctionDefinition function : running) {
            function.noteLimits(notices);
            new FunctionNotices(function, notices).addThoseOfCallers();
        }
        StackNotices stack = new StackNotices(running, notices);
        declared.stream()
                .filter(resource -> Given.value(resource::isMade).orElse(false))
                .forEach(stack::add);
    }

    /**
     * The version or alias by which the function is invoked, if it is one: as the first of its mappings has it, or without
     * a mapping the alias that SAM publishes.
     */
    public Optional<String> qualifierOf(FunctionDefinition function) {
        return eventSourceMappings().stream()
                .filter(mapping -> Given.value(mapping::function)
                        .flatMap(found -> found)
                        .filter(found -> found.logicalId().equals(function.logicalId()))
                        .isPresent())
                .findFirst()
                .map(EventSourceMappingDefinition::qualifier)
                .orElseGet(() -> function.properties()
                        .get(FunctionVersions.AUTO_PUBLISH_ALIAS)
                        .map(Value::text));
    }

    /** The version that the function's version or alias leads to: a number, or {@code $LATEST} without either. */
    public String versionOf(FunctionDefinition function, Optional<String> qualifier) {
        return FunctionVersions.version(
                function, qualifier, made(resource -> resource.type().equals(FunctionVersions.ALIAS)));
    }

    /** The table whose stream the mapping reads; empty if the template has none of that name, or it reads another source. */
    public Optional<TableDefinition> tableOf(EventSourceMappingDefinition mapping) {
        Optional<String> name = mapping.tableName();
        return tables().stream()
                .filter(table -> name.equals(Optional.of(table.tableName())))
                .findFirst();
    }

    /**
     * The template with something that became known while it ran: from now on every reference gives the value.
     *
     * @param attribute as in {@code Fn::GetAtt}, such as {@code StreamArn}, or {@code Ref} for what {@code Ref} gives
     */
    public Template withAttribute(String logicalId, String attribute, String value) {
        return new Template(file, scope.withAttribute(logicalId, attribute, value), inputs, notices, unread);
    }
}
