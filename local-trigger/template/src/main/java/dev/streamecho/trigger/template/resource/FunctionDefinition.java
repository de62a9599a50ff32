package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A function of the template, {@code AWS::Serverless::Function} or {@code AWS::Lambda::Function}. Its properties are
 * read when they are asked for, so a function that nobody runs may be of any kind.
 */
public final class FunctionDefinition {
    static final String SERVERLESS_FUNCTION = "AWS::Serverless::Function";
    static final String LAMBDA_FUNCTION = "AWS::Lambda::Function";

    private static final String SUPPORTED = "a project, a folder of code that is built, a jar or a zip";

    private final Resource resource;
    private final EnvironmentOverrides overrides;

    FunctionDefinition(Resource resource, EnvironmentOverrides overrides) {
        this.resource = resource;
        this.overrides = overrides;
    }

    static boolean isFunction(Resource resource) {
        return resource.type().equals(SERVERLESS_FUNCTION) || resource.type().equals(LAMBDA_FUNCTION);
    }

    /** CloudFormation's name of its type. */
    String type() {
        return resource.type();
    }

    /** Returns whether SAM makes the function, and its role if it names none. */
    public boolean isServerless() {
        return resource.type().equals(SERVERLESS_FUNCTION);
    }

    public String logicalId() {
        return resource.logicalId();
    }

    /** Returns the logical id that it has in its own template. */
    String logicalIdInStack() {
        return resource.logicalIdInStack();
    }

    /** Returns its {@code FunctionName}, or its logical id. */
    public String functionName() {
        return resource.name();
    }

    /** Returns whether somebody may mean it by a name: its logical id, also as its template has it, or its function's name. */
    public boolean isNamed(String name) {
        return logicalId().equals(name)
                || resource.logicalIdInStack().equals(name)
                || Given.value(this::functionName).equals(Optional.of(name));
    }

    /** Returns the ARN without a qualifier. */
    public String arn() {
        return resource.arn();
    }

    /** Returns the version that its version or alias leads to: a number, or {@code $LATEST} without either. */
    public String versionOf(Optional<String> qualifier) {
        return FunctionVersions.version(
                this, qualifier, resource.declarations().all(properties().scope()));
    }

    /**
     * Returns whether the execution environments of its published versions start from a snapshot.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda SnapStart</a>
     */
    public boolean hasSnapStart() {
        return properties()
                .known("SnapStart")
                .flatMap(snapStart -> snapStart.known("ApplyOn"))
                .map(applyOn -> applyOn.oneOf("None", "PublishedVersions").equals("PublishedVersions"))
                .orElse(false);
    }

    /**
     * Returns whether execution environments of its version or alias are initialized before they are needed.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html">Provisioned concurrency</a>
     */
    public boolean hasProvisionedConcurrency(String qualifier) {
        return properties().known("ProvisionedConcurrencyConfig").isPresent()
                || FunctionVersions.isProvisioned(
                        this,
                        qualifier,
                        resource.declarations().all(properties().scope()));
    }

    /**
     * Returns how it handles asynchronous events: its own {@code EventInvokeConfig}, or the resource of that type that names it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html">
     *     AWS::Lambda::EventInvokeConfig</a>
     */
    public Optional<Value> eventInvokeConfig() {
        return properties()
                .known("EventInvokeConfig")
                .or(() -> resource.declarations().all(properties().scope()).stream()
                        .filter(other -> other.type().equals("AWS::Lambda::EventInvokeConfig"))
                        .filter(other -> Given.value(() -> other.isMade()
                                        && FunctionNames.nameOf(other.properties()
                                                        .require("FunctionName")
                                                        .text())
                                                .equals(functionName()))
                                .orElse(false))
                        .findFirst()
                        .map(Resource::properties));
    }

    /** Returns its properties as the template gives them. */
    public Value properties() {
        return resource.properties();
    }

    /**
     * Returns the code that the template itself has, in {@code InlineCode} or {@code Code.ZipFile}.
     *
     * @throws dev.streamecho.trigger.UserError if the function is an image
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html">
     *     AWS::Lambda::Function Code</a>
     */
    public Optional<String> inlineCode() {
        requireZip();
        Optional<Value> inline = isServerless()
                ? properties().get("InlineCode")
                : properties().get("Code").filter(Value::isMapping).flatMap(code -> code.get("ZipFile"));
        return inline.map(Value::text);
    }

    /**
     * Returns the absolute path of what {@code CodeUri} or {@code Code} names, whether or not it is there; for inline code
     * the folder of the template.
     *
     * @throws dev.streamecho.trigger.UserError if the code is in S3 or an image
     */
    public Path codePath() {
        return inlineCode().isPresent() ? resource.folder() : LocalPath.of(localCode(), resource);
    }

    /**
     * Returns the same path, which is there.
     *
     * @throws dev.streamecho.trigger.UserError if the code is in S3, an image, or not there
     */
    public Path code() {
        return inlineCode().isPresent() ? resource.folder() : LocalPath.existing(localCode(), resource);
    }

    /** A {@code CodeUri} that is not there is the folder of the template, as it is for {@code sam build}. */
    private Value localCode() {
        Value code = isServerless()
                ? properties().get("CodeUri").orElseGet(() -> properties().withText("."))
                : properties().require("Code");
        if (code.isMapping() || code.text().startsWith("s3://")) {
            throw code.error("only code on this machine can be run, not in S3; give the path of " + SUPPORTED);
        }
        return code;
    }

    /** Returns the handler, such as {@code com.example.Handler::handleRequest}. */
    public String handler() {
        requireZip();
        return properties().require("Handler").knownText();
    }

    /** Returns the runtime, such as {@code java25}. */
    public String runtime() {
        requireZip();
        return properties().require("Runtime").knownText();
    }

    /** Returns how long one invocation may take: 1 to 900 seconds, 3 if the template does not say. */
    public Duration timeout() {
        return Duration.ofSeconds(properties()
                .known("Timeout")
                .map(value -> value.integer(1, 900))
                .orElse(3));
    }

    /** Returns the memory in MB: 128 to 10240, 128 if the template does not say. */
    public int memoryMegabytes() {
        return properties()
                .known("MemorySize")
                .map(value -> value.integer(128, 10_240))
                .orElse(128);
    }

    /** Returns the environment variables in the template's order, with the values that the user gives in place of the template's. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        variables()
                .ifPresent(variables -> variables
                        .written()
                        .keySet()
                        .forEach(name -> overrides
                                .value(this, name)
                                .or(() -> variables
                                        .get(name)
                                        .map(value -> ExecuteApi.here(value.text(), resource.declarations())))
                                .ifPresent(value -> environment.put(name, value))));
        return environment;
    }

    /** Returns its layers whose content is on this machine, in their order. */
    public List<LayerDefinition> layers() {
        return allLayers().here();
    }

    FunctionLayers allLayers() {
        return FunctionLayers.of(resource);
    }

    /** Notes what its code has on AWS only, whoever calls it, and what AWS would refuse. */
    public void noteLimits(Notices notices) {
        new FunctionNotices(this, notices).addThoseOfCode();
        new CreateFunctionLimits(this, notices).check();
        undeclaredVariables()
                .forEach(name -> notices.add(
                        "variables of --env-vars",
                        logicalId() + "." + name,
                        "not passed, as in sam local: the template does not declare them"));
    }

    /** Returns the values in the template of those variables that have no other here. */
    public Map<String, Value> templateVariables() {
        Map<String, Value> values =
                new LinkedHashMap<>(variables().map(Value::written).orElse(Map.of()));
        values.keySet().removeIf(name -> overrides.value(this, name).isPresent());
        return values;
    }

    /** Returns the variables that the user gives a value for this function alone, and that the template does not declare. */
    private Set<String> undeclaredVariables() {
        Set<String> names = new TreeSet<>(overrides.of(this).keySet());
        names.removeAll(variables().map(Value::written).orElse(Map.of()).keySet());
        return names;
    }

    private Optional<Value> variables() {
        return properties().get("Environment").flatMap(value -> value.get("Variables"));
    }

    /** Returns what the template says of its build. */
    public BuildMetadata buildMetadata() {
        return new BuildMetadata(resource);
    }

    private void requireZip() {
        // Throws why its condition cannot be evaluated.
        resource.isMade();
        properties().get("PackageType").ifPresent(type -> {
            if (!type.oneOf("Zip", "Image").equals("Zip")) {
                throw type.error("an image cannot be run without Docker; use Zip and the path of " + SUPPORTED);
            }
        });
    }
}
