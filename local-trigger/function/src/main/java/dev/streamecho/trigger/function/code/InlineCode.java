package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Code that the template itself has: the file in which Lambda gets it, with the module that CloudFormation adds for custom
 * resources.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html">
 *     cfn-response module</a>
 */
record InlineCode(FunctionSource source, String text) {

    /**
     * Writes the files into a folder.
     *
     * @throws UserError if the runtime takes no inline code
     */
    void write(Path taskRoot) throws IOException {
        if (source.isNode()) {
            Files.writeString(taskRoot.resolve("index.js"), text);
            add("cfn-response.js", taskRoot.resolve(NodeModules.NAME).resolve("cfn-response.js"));
        } else if (source.isPython()) {
            Files.writeString(taskRoot.resolve("index.py"), text);
            add("cfnresponse.py", taskRoot.resolve("cfnresponse.py"));
        } else {
            throw new UserError(
                    "%s: inline code is for Node.js and Python, and the runtime is %s: put the code into a folder or a zip"
                            .formatted(source.logicalId(), source.runtime()));
        }
    }

    private static void add(String name, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = InlineCode.class.getResourceAsStream(name)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
