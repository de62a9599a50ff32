package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Parses a template file, YAML 1.1 or JSON, into nodes. */
final class TemplateParser {
    /** CloudFormation's own limit for a template in S3. */
    private static final int MAXIMUM_BYTES = 1024 * 1024;

    private static final int MAXIMUM_DEPTH = 100;
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(.)");

    private TemplateParser() {}

    /** @param notices gets what CloudFormation would not take, each in one line */
    static TemplateNode.Mapping parse(Path file, Consumer<String> notices) {
        OtherTools.refuse(file);
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAXIMUM_DEPTH);
        String text = asYaml(read(file));
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new UserError(file + ": the file is empty; a template has at least Resources");
            }
            if (new NodeConverter(file, notices).convert(root) instanceof TemplateNode.Mapping mapping) {
                return mapping;
            }
            throw new UserError(file + ": not a template; a mapping with Resources is expected");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new UserError(
                    "%s: line %d, column %d: not YAML or JSON: %s"
                            .formatted(file, mark.getLine() + 1, mark.getColumn() + 1, oneLine(e.getProblem())),
                    e);
        } catch (ReaderException e) {
            long line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw new UserError(
                    "%s: line %d: not YAML or JSON: the character U+%04X is not allowed"
                            .formatted(file, line, e.getCodePoint()),
                    e);
        } catch (YAMLException e) {
            throw new UserError("%s: not YAML or JSON: %s".formatted(file, oneLine(String.valueOf(e.getMessage()))), e);
        }
    }

    private static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError(file + ": a folder; name the template file in it with -t");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new UserError(file + ": larger than 1 MB, which is CloudFormation's limit for a template");
            }
            StringWriter text = new StringWriter();
            try (UnicodeReader reader = new UnicodeReader(new ByteArrayInputStream(bytes))) {
                reader.transferTo(text);
            }
            return text.toString();
        } catch (NoSuchFileException e) {
            throw new UserError(file + ": no such file; name the template with -t", e);
        } catch (CharacterCodingException e) {
            throw new UserError(file + ": not UTF-8 text", e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, oneLine(e.toString())), e);
        }
    }

    /** YAML 1.1 has every escape of JSON but one, {@code \/}, and no tab before what is not in brackets. */
    private static String asYaml(String text) {
        String content = text.stripLeading();
        if (!content.startsWith("{")) {
            return text;
        }
        String indent = text.substring(0, text.length() - content.length());
        return JSON_ESCAPE
                .matcher(indent.replace('\t', ' ') + content)
                .replaceAll(match -> match.group(1).equals("/") ? "/" : Matcher.quoteReplacement(match.group()));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
