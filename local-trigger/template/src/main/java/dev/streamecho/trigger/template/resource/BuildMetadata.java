package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the {@code Metadata} of a function says of its build. Each of it is read when it is asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build.html">
 *     Building applications with AWS SAM</a>
 */
public final class BuildMetadata {
    private final Resource resource;

    BuildMetadata(Resource resource) {
        this.resource = resource;
    }

    /** Returns whether {@code SkipBuild} asks to take the code as it is. */
    public boolean skipsBuild() {
        return isTrue(get("SkipBuild"));
    }

    /** Returns {@code BuildMethod}: a runtime, or the name of a tool. */
    public Optional<Value> method() {
        return get("BuildMethod");
    }

    /** Returns whether {@code BuildInSource} asks for a build in the folder of the code itself. */
    public boolean isInSource() {
        return isTrue(get("BuildInSource"));
    }

    /** Returns the absolute path of {@code WorkingDirectory}, in which a makefile runs. */
    public Optional<Path> workingDirectory() {
        return get("WorkingDirectory").map(value -> LocalPath.existing(value, resource));
    }

    /** Returns what {@code BuildProperties} has for its tool. */
    public Optional<Value> properties() {
        return get("BuildProperties");
    }

    private Optional<Value> get(String name) {
        return resource.metadata().flatMap(metadata -> metadata.get(name));
    }

    private static boolean isTrue(Optional<Value> value) {
        return value.map(Value::text)
                .filter(text -> text.equalsIgnoreCase("true"))
                .isPresent();
    }
}
