package dev.streamecho.trigger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build recorded. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream properties = Version.class.getResourceAsStream("build.properties")) {
            build.load(properties);
        }
        return new String[] {"trigger " + build.getProperty("version")};
    }
}
