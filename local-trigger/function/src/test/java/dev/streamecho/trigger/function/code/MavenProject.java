package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A function as a Maven project; its handler is {@code example.Handler}. */
public record MavenProject(Path folder) {

    public static MavenProject create(Path folder, String answer) throws IOException {
        MavenProject project = new MavenProject(Files.createDirectories(folder));
        // The plugins' versions are those of this module, so that the tests download nothing else.
        project.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>hello-function</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>com.amazonaws</groupId>
                      <artifactId>aws-lambda-java-core</artifactId>
                      <version>1.4.0</version>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
                      <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
                      <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
                      <plugin><artifactId>maven-jar-plugin</artifactId><version>3.5.1</version></plugin>
                    </plugins>
                  </build>
                </project>
                """);
        project.writeHandler(answer);
        return project;
    }

    /** The handler answers with this expression. */
    public void writeHandler(String answer) throws IOException {
        write("src/main/java/example/Handler.java", """
                package example;

                import com.amazonaws.services.lambda.runtime.Context;
                import com.amazonaws.services.lambda.runtime.RequestHandler;

                public class Handler implements RequestHandler<Object, String> {
                    public String handleRequest(Object event, Context context) {
                        return %s;
                    }
                }
                """.formatted(answer));
    }

    public Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
