package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final String AWS_SDK = File.separator + Path.of("software", "amazon", "awssdk") + File.separator;
    private static final Pattern VERSION = Pattern.compile("-(\\d[^-]*)\\.jar");

    @Test
    void thePartsOfTheAwsSdkHaveOneVersion() {
        assertThat(jars().filter(jar -> jar.contains(AWS_SDK)).map(DependenciesTest::version))
                .isNotEmpty()
                .containsOnly(jars().filter(jar -> jar.contains(AWS_SDK + "sdk-core" + File.separator))
                        .map(DependenciesTest::version)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void dynamoDbLocalBringsNoTestFramework() {
        assertThat(jars().map(jar -> Path.of(jar).getFileName().toString()))
                .noneMatch(name -> name.startsWith("mockito") || name.startsWith("objenesis"));
    }

    @Test
    void commonsLangLimitsTheRecursionOfCve202548924() {
        List<String> versions = jars().filter(jar -> jar.contains(File.separator + "commons-lang3-"))
                .map(DependenciesTest::version)
                .toList();

        assertThat(versions)
                .singleElement()
                .satisfies(version ->
                        assertThat(Integer.parseInt(version.split("\\.")[1])).isGreaterThanOrEqualTo(18));
    }

    private static Stream<String> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"));
    }

    private static String version(String jar) {
        Matcher matcher = VERSION.matcher(Path.of(jar).getFileName().toString());
        assertThat(matcher.find()).as(jar).isTrue();
        return matcher.group(1);
    }
}
