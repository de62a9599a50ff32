package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Functions that read files of this machine. */
final class FileFunctions {
    /** Terraform reads whole files into its state; what is larger is no text to configure something with. */
    private static final long MAXIMUM_BYTES = 64L * 1024 * 1024;

    private FileFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("abspath", call -> text(call.path(0).toString()));
        group.add("basename", call -> text(String.valueOf(Path.of(call.text(0)).getFileName())));
        group.add("dirname", call -> text(parent(Path.of(call.text(0)))));
        group.add("file", call -> text(new String(read(call), UTF_8)));
        group.add("filebase64", call -> text(Base64.getEncoder().encodeToString(read(call))));
        group.add("filebase64sha256", call -> text(Digest.SHA_256.base64(read(call))));
        group.add("filebase64sha512", call -> text(Digest.SHA_512.base64(read(call))));
        group.add("fileexists", call -> HclValue.bool(Files.isRegularFile(call.path(0))));
        group.add("filemd5", call -> text(Digest.MD5.hex(read(call))));
        group.add("filesha1", call -> text(Digest.SHA_1.hex(read(call))));
        group.add("filesha256", call -> text(Digest.SHA_256.hex(read(call))));
        group.add("filesha512", call -> text(Digest.SHA_512.hex(read(call))));
        group.add("fileset", FileFunctions::fileSet);
        group.add("pathexpand", call -> text(call.text(0).replaceFirst("^~(?=/|$)", home())));
        group.add("templatefile", FileFunctions::template);
    }

    private static String home() {
        return Matcher.quoteReplacement(System.getProperty("user.home", "~"));
    }

    private static String parent(Path path) {
        return path.getParent() == null ? "." : path.getParent().toString();
    }

    private static byte[] read(Arguments call) {
        Path path = call.path(0);
        try {
            if (!Files.isRegularFile(path)) {
                throw new EvaluationError("%s: %s is not there".formatted(call.function(), path));
            }
            if (Files.size(path) > MAXIMUM_BYTES) {
                throw new EvaluationError("%s: %s is larger than 64 MB".formatted(call.function(), path));
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new EvaluationError("%s: %s cannot be read: %s".formatted(call.function(), path, e));
        }
    }

    private static HclValue template(Arguments call) {
        String content = new String(read(call), UTF_8);
        return Hcl.template(call.text(0), content, 1).evaluate(new TemplateContext(call.entries(1), call.folder()));
    }

    private static HclValue fileSet(Arguments call) {
        Path root = call.path(0);
        try (Stream<Path> files = Files.walk(root)) {
            // Java wants a folder for **/, and Terraform does not.
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + call.text(1));
            PathMatcher atTop = FileSystems.getDefault()
                    .getPathMatcher("glob:" + call.text(1).replace("**/", ""));
            List<HclValue> found = files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(path -> matcher.matches(path) || (path.getNameCount() == 1 && atTop.matches(path)))
                    .map(path -> text(path.toString().replace('\\', '/')))
                    .map(HclValue.class::cast)
                    .toList();
            return Values.set(found);
        } catch (IOException e) {
            throw new EvaluationError("fileset: %s cannot be read".formatted(root));
        } catch (PatternSyntaxException e) {
            throw new EvaluationError("fileset: %s is not a pattern".formatted(call.text(1)));
        }
    }
}
