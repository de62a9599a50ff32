package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the code of a function is on this machine: the sources of the archive that Terraform would make, else the archive that
 * is there.
 */
final class FunctionCode {
    private static final String PACKAGED = "source_path";

    private final ResourceInstance function;
    private final StackBuilder stack;

    FunctionCode(ResourceInstance function, StackBuilder stack) {
        this.function = function;
        this.stack = stack;
    }

    void addTo(Properties properties) {
        Optional<Setting> image = function.settings().get("image_uri");
        if (image.isPresent()) {
            int line = image.get().line();
            properties.put("PackageType", "package_type", Nodes.text("Image", line));
            properties.put("Code", "image_uri", new Mapping(Map.of("ImageUri", Nodes.of(image.get())), line));
            return;
        }
        content()
                .ifPresent(code -> properties.put(
                        "Code", function.settings().get("filename").isPresent() ? "filename" : "s3_key", code));
    }

    /** Returns the path of the code, or of a layer's content; of what is only in S3 where it is there. */
    Optional<TemplateNode> content() {
        return function.settings()
                .get("filename")
                .map(this::local)
                .or(() -> function.settings().get("s3_key").map(this::uploaded));
    }

    /** Of a file that Terraform uploads to S3 itself, what is uploaded is here. */
    private TemplateNode uploaded(Setting key) {
        Optional<String> name = Catalog.text(Optional.of(key));
        return stack.catalog()
                .ofType("aws_s3_object", "aws_s3_bucket_object")
                .filter(object ->
                        name.isPresent() && Catalog.text(object, "key").equals(name))
                .flatMap(object -> object.settings().get("source").stream())
                .findFirst()
                .map(this::local)
                .orElseGet(() -> inBucket(key));
    }

    private TemplateNode inBucket(Setting key) {
        Map<String, TemplateNode> code = new LinkedHashMap<>();
        function.settings().get("s3_bucket").ifPresent(bucket -> code.put("S3Bucket", Nodes.of(bucket)));
        code.put("S3Key", Nodes.of(key));
        return new Mapping(code, key.line());
    }

    private TemplateNode local(Setting file) {
        Optional<String> path = Catalog.text(Optional.of(file));
        if (path.isEmpty()) {
            return packaged().map(source -> Nodes.string(source, file.line())).orElseGet(() -> Nodes.of(file));
        }
        return stack.catalog()
                .ofType(Archive.TYPE)
                .filter(archive -> Catalog.text(archive, "output_path")
                        .filter(output -> isSame(output, path.get()))
                        .isPresent())
                .findFirst()
                .map(archive -> new Archive(archive, stack.folder()).code(file.line()))
                .orElseGet(() -> Nodes.of(file));
    }

    /**
     * The module that most people take packs its source by a program of its own.
     *
     * @see <a href="https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest">terraform-aws-modules/lambda</a>
     */
    private Optional<String> packaged() {
        return function.variable(PACKAGED)
                .map(value -> value instanceof Items items && !items.items().isEmpty()
                        ? items.items().get(0)
                        : value)
                .filter(Text.class::isInstance)
                .map(value -> ((Text) value).text())
                .filter(text -> Marks.firstMissing(text).isEmpty());
    }

    private boolean isSame(String one, String other) {
        try {
            Path first = stack.folder().resolve(one).normalize();
            Path second = stack.folder().resolve(other).normalize();
            return first.equals(second)
                    || Files.exists(first)
                            && Files.exists(second)
                            && first.toRealPath().equals(second.toRealPath());
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }
}
