package dev.streamecho.trigger.template;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiReader;
import dev.streamecho.trigger.template.api.GatewayApis;
import dev.streamecho.trigger.template.api.ImplicitApis;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.form.Definition;
import dev.streamecho.trigger.template.form.DefinitionForm;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.TemplateFile;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Globals;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import dev.streamecho.trigger.template.resource.StackResources;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CloudFormation or SAM template, or a definition in another form, as the stacks of it would be in a local run. It is
 * immutable.
 *
 * <p>The parameters that the user gives are checked when it is read; everything else when somebody asks for it. Every method
 * throws {@link UserError} for what it needs and that is wrong; for what only AWS knows there is a placeholder, which
 * {@link dev.streamecho.trigger.template.language.Value#unknowns} reports.
 */
public final class Template {
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]+");

    private final Path path;
    private final Definition definition;
    private final StackInputs inputs;
    private final StackResources stack;

    private Template(Path path, Definition definition, StackInputs inputs, StackResources stack) {
        this.path = path;
        this.definition = definition;
        this.inputs = inputs;
        this.stack = stack;
    }

    /**
     * Returns what of a folder the definition is, in whatever form: {@code template.yaml}, {@code template.yml} or
     * {@code template.json}, else what CDK synthesized, else what another form has there; it may be the folder itself.
     *
     * @param notices gets a line if there is more than one
     * @throws UserError if there is none
     */
    public static Path find(Path folder, Consumer<String> notices) {
        return DefinitionForms.find(folder, notices);
    }

    /**
     * Reads a template.
     *
     * @param file the template, or a definition in another form; messages name it as it is given
     * @param parameterOverrides values of parameters, by name
     * @param region the value of {@code AWS::Region}
     */
    public static Template read(Path file, Map<String, String> parameterOverrides, String region) {
        return read(file, new StackInputs(parameterOverrides, Map.of(), EnvironmentOverrides.NONE, region, List.of()));
    }

    /**
     * Reads a template.
     *
     * @param file the template, or a definition in another form; messages name it as it is given
     */
    public static Template read(Path file, StackInputs inputs) {
        DefinitionForm form = DefinitionForms.of(file);
        if (!inputs.variableFiles().isEmpty() && !form.hasVariableFiles()) {
            throw new UserError("--var-file %s: only Terraform has such files, and %s is not Terraform's"
                    .formatted(inputs.variableFiles().get(0), file));
        }
        Definition definition = form.read(file, inputs.ofDefinition());
        List<DefinedStack> stacks = definition.stacks().stream()
                .map(stack -> stack.withResources(resources(stack.content())))
                .toList();
        if (stacks.stream().allMatch(stack -> stack.content().resources().isEmpty())) {
            throw new UserError(file + ": the template has no Resources");
        }
        return new Template(file, definition, inputs, StackResources.of(stacks, inputs.environment()));
    }

    /** Without those whose logical id CloudFormation refuses; it may be a path, or have control characters. */
    private static Map<String, TemplateNode> resources(TemplateFile content) {
        Globals globals = new Globals(content.globals());
        Map<String, TemplateNode> resources = new LinkedHashMap<>();
        content.resources().forEach((logicalId, node) -> {
            if (LOGICAL_ID.matcher(logicalId).matches() || content.origins().containsKey(logicalId)) {
                resources.put(logicalId, globals.applyTo(node));
            } else {
                content.unread()
                        .add(
                                "a logical id with characters other than letters and digits",
                                logicalId,
                                "left out, as CloudFormation refuses it");
            }
        });
        ImplicitApis.addTo(resources, globals);
        return resources;
    }

    /** Returns the file that was read, as it was given. */
    public Path file() {
        return path;
    }

    /** Returns what it was read with. */
    public StackInputs inputs() {
        return inputs;
    }

    /** Returns {@code AWS::Region}. */
    public String region() {
        return pseudoParameters().region();
    }

    /** Returns {@code AWS::Partition}, which goes with the region. */
    public String partition() {
        return pseudoParameters().partition();
    }

    private PseudoParameters pseudoParameters() {
        return definition.stacks().get(0).content().scope().pseudoParameters();
    }

    private Stream<TemplateFile> contents() {
        return definition.stacks().stream().map(DefinedStack::content);
    }

    /** Returns {@code AWS::AccountId}, the account that {@code sam local} makes up. */
    public String accountId() {
        return PseudoParameters.ACCOUNT_ID;
    }

    /** Returns what the user should know of the file and of what it was read with, each in one line. */
    public List<String> notices() {
        return Stream.of(
                        definition.notices().stream(),
                        contents().flatMap(content -> content.notices().stream()),
                        stack.notices().stream())
                .flatMap(lines -> lines)
                .toList();
    }

    /** Returns the names of the parameters with {@code NoEcho} that the user gave a value: nobody is to see it. */
    public List<String> secretParameters() {
        return contents()
                .flatMap(content -> content.secretParameters().stream())
                .toList();
    }

    /** Returns the resources whose condition holds, in the template's order. */
    public List<Resource> resources() {
        return stack.made(resource -> true);
    }

    /** Returns the resource of that logical id, if the template has it and its condition holds. */
    public Optional<Resource> resource(String logicalId) {
        return stack.made(resource -> resource.logicalId().equals(logicalId)).stream()
                .findFirst();
    }

    /** Returns the tables, global tables among them. */
    public List<TableDefinition> tables() {
        return stack.tables();
    }

    public List<QueueDefinition> queues() {
        return stack.queues();
    }

    /**
     * Returns the functions, of any runtime. One whose condition cannot be evaluated is among them: whoever needs its code
     * gets the reason.
     */
    public List<FunctionDefinition> functions() {
        return stack.functions();
    }

    /** Returns the event source mappings, of any source: first the explicit ones, then those that SAM makes of events. */
    public List<EventSourceMappingDefinition> eventSourceMappings() {
        return stack.eventSourceMappings();
    }

    /** Returns the same without those that are written so that they cannot be read: what is wrong with them stops nothing. */
    public List<EventSourceMappingDefinition> readableMappings() {
        return stack.readableMappings();
    }

    /**
     * Returns the APIs, of SAM's types and of API Gateway's own, that lead to functions of the template.
     *
     * @throws UserError if SAM or API Gateway would refuse one of them
     */
    public List<ApiDefinition> apis() {
        return Stream.concat(apiReader().read().stream(), gatewayApis().read().stream())
                .toList();
    }

    private GatewayApis gatewayApis() {
        return new GatewayApis(stack.made(GatewayApis::isPart), functions());
    }

    private ApiReader apiReader() {
        return new ApiReader(stack.made(ApiReader::isApi), functions());
    }

    /** Returns the resources whose condition decides whether something runs. */
    List<Resource> conditional() {
        return stack.conditional();
    }

    /**
     * Notes what these functions, and the tables, have on AWS only.
     *
     * @param called the logical ids of the functions that run here
     */
    public void noteLimits(Collection<String> called, Notices notices) {
        contents().forEach(content -> notices.addAll(content.unread()));
        Given.value(this::apiReader).ifPresent(reader -> reader.noteUnknown(notices));
        gatewayApis().noteUnserved(notices);
        stack.noteLimits(called, notices);
    }

    /**
     * Returns the version or alias by which the function is invoked, if it is one: as the first of its mappings has it, or
     * without a mapping the alias that SAM publishes.
     */
    public Optional<String> qualifierOf(FunctionDefinition function) {
        return stack.qualifierOf(function);
    }

    /** Returns the template with where an API is served here: its references and addresses lead there. */
    public Template withEndpoint(ApiDefinition api, URI endpoint) {
        return with(stack.withEndpoint(api.logicalId(), api.stageName(), endpoint));
    }

    /**
     * Returns the template with something that became known while it ran: every reference gives the value.
     *
     * @param attribute as in {@code Fn::GetAtt}, such as {@code StreamArn}, or {@code Ref} for what {@code Ref} gives
     */
    public Template withAttribute(String logicalId, String attribute, String value) {
        return with(stack.withAttribute(logicalId, attribute, value));
    }

    /**
     * Returns this template with what became known while another ran, which was read from the same definition before it was
     * changed.
     */
    public Template withKnownOf(Template running) {
        return with(stack.withKnownOf(running.stack));
    }

    /**
     * Returns the folders, absolute, to which the paths in its stacks are relative; that of the file, or the one that is the
     * definition, is among them.
     */
    public Set<Path> folders() {
        return Stream.concat(
                        Stream.of(Files.isDirectory(path) ? path : FileNames.folderOf(path)),
                        definition.stacks().stream().map(DefinedStack::folder))
                .map(folder -> folder.toAbsolutePath().normalize())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Template with(StackResources other) {
        return new Template(path, definition, inputs, other);
    }
}
