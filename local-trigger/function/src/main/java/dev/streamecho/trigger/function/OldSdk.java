package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An AWS SDK that does not read {@code AWS_ENDPOINT_URL_DYNAMODB}, and so would call AWS itself. Both major versions use
 * request handlers that a file on the class path names: ours sends their calls here.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html#ss-endpoints-sdk-compat">Which SDKs
 *     read it</a>
 */
enum OldSdk {
    ONE(
            "aws-java-sdk-core",
            "com/amazonaws/AmazonWebServiceClient.class",
            "com/amazonaws/sdk/versionInfo.properties",
            "META-INF/maven/com.amazonaws/aws-java-sdk-core/pom.properties",
            "LocalEndpointHandler") {
        @Override
        List<String> handlerFiles() {
            return List.of("com/amazonaws/global/handlers/request.handler2s");
        }

        /** It uses the handlers of one file, of which the folder's comes before those of JARs. */
        @Override
        String otherHandlers(String file, ClassLoader code, ClassLoader folder) throws IOException {
            return content(code, file);
        }
    },
    TWO(
            "aws-core",
            "software/amazon/awssdk/awscore/client/builder/AwsClientBuilder.class",
            "META-INF/maven/software.amazon.awssdk/aws-core/pom.properties",
            "META-INF/maven/software.amazon.awssdk/aws-core/pom.properties",
            "LocalEndpointInterceptor") {
        /** Those that functions call most. */
        private static final List<String> SERVICES = List.of(
                "bedrockruntime",
                "cloudwatch",
                "cognitoidentityprovider",
                "dynamodb",
                "dynamodb/streams",
                "eventbridge",
                "firehose",
                "kinesis",
                "kms",
                "lambda",
                "s3",
                "scheduler",
                "secretsmanager",
                "ses",
                "sesv2",
                "sfn",
                "sns",
                "sqs",
                "ssm",
                "sts");

        /** It came with the reading of the variable, in 2.28.1. */
        private static final String PROVIDER =
                "software/amazon/awssdk/awscore/endpoint/AwsClientEndpointProvider.class";

        @Override
        boolean isIn(ClassLoader code) {
            return super.isIn(code) && code.getResource(PROVIDER) == null;
        }

        /** From 2.18 on a service's own interceptors choose the endpoint, after the global ones and before those of its file. */
        @Override
        List<String> handlerFiles() {
            return Stream.concat(Stream.of("global/handlers"), SERVICES.stream().map(service -> "services/" + service))
                    .map("software/amazon/awssdk/%s/execution.interceptors"::formatted)
                    .toList();
        }

        /** It uses the handlers of all such files. */
        @Override
        String otherHandlers(String file, ClassLoader code, ClassLoader folder) throws IOException {
            return content(folder, file);
        }
    };

    /** The first version that reads the variable. */
    private static final Version READS_VARIABLE = Version.parse("2.28.1");

    private static final Pattern RELEASE = Pattern.compile("[1-9]\\d*(\\.\\d+)*");

    private static final String HANDLERS = "dev/streamecho/trigger/function/sdk/";

    private final String artifact;
    private final String marker;
    private final String versions;
    private final String pom;
    private final String handler;

    OldSdk(String artifact, String marker, String versions, String pom, String handler) {
        this.artifact = artifact;
        this.marker = marker;
        this.versions = versions;
        this.pom = pom;
        this.handler = handler;
    }

    /** Returns those in a function's code with their versions; usually none. */
    static Map<OldSdk, String> in(FunctionConfiguration function) throws IOException {
        Map<OldSdk, String> found = new LinkedHashMap<>();
        try (URLClassLoader code = new URLClassLoader(likely(HandlerClass.urls(function)), null)) {
            for (OldSdk sdk : values()) {
                if (sdk.isIn(code)) {
                    found.put(sdk, sdk.version(code));
                }
            }
        }
        return found;
    }

    /**
     * Returns the versions of those whose packages have other names in a function's code, as after shading: what was renamed
     * leaves its pom.properties. No file on the class path can send their calls here.
     */
    static List<String> renamedIn(FunctionConfiguration function) throws IOException {
        List<String> versions = new ArrayList<>();
        try (URLClassLoader code = new URLClassLoader(likely(HandlerClass.urls(function)), null)) {
            for (OldSdk sdk : values()) {
                String version = sdk.property(code, sdk.pom);
                if (code.getResource(sdk.marker) == null && isOld(version)) {
                    versions.add(version);
                }
            }
        }
        return versions;
    }

    private static boolean isOld(String version) {
        return RELEASE.matcher(version).matches() && Version.parse(version).compareTo(READS_VARIABLE) < 0;
    }

    /** Opening dozens of JARs takes a while: only the SDK's own, if they are known by their names. */
    private static URL[] likely(URL[] urls) {
        URL[] named = Stream.of(urls)
                .filter(url -> url.getPath().endsWith("/")
                        || Stream.of(values()).anyMatch(sdk -> url.getPath().contains(sdk.artifact + "-")))
                .toArray(URL[]::new);
        return named.length > 1 ? named : urls;
    }

    boolean isIn(ClassLoader code) {
        return code.getResource(marker) != null;
    }

    private String version(ClassLoader code) throws IOException {
        String version = property(code, versions);
        return version.isEmpty() ? (this == ONE ? "1" : "2, before 2.28.1") : version;
    }

    /** Returns the version that a file of properties names; empty without one. */
    private String property(ClassLoader code, String properties) throws IOException {
        Properties read = new Properties();
        try (InputStream file = code.getResourceAsStream(properties)) {
            if (file != null) {
                read.load(file);
            }
        }
        return read.getProperty("version", "");
    }

    /** Returns the files that send its calls here, to be added to the code. */
    Map<String, byte[]> additions(FunctionConfiguration function) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("LocalEndpoint", handler)) {
            String file = HANDLERS + name + ".class";
            try (InputStream content = OldSdk.class.getResourceAsStream("/" + file)) {
                files.put(file, content.readAllBytes());
            }
        }
        try (URLClassLoader code = new URLClassLoader(HandlerClass.urls(function), null);
                URLClassLoader folder = new URLClassLoader(
                        new URL[] {function.taskRoot().toUri().toURL()}, null)) {
            String ours = (HANDLERS + handler).replace('/', '.');
            for (String file : handlerFiles()) {
                files.put(file, (otherHandlers(file, code, folder) + "\n" + ours + "\n").getBytes(UTF_8));
            }
        }
        return files;
    }

    /** Returns the files in which it looks for handlers. */
    abstract List<String> handlerFiles();

    /** Returns the handlers that the function's own code names in a file, which ours would otherwise replace. */
    abstract String otherHandlers(String file, ClassLoader code, ClassLoader folder) throws IOException;

    static String content(ClassLoader loader, String name) throws IOException {
        try (InputStream file = loader.getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), UTF_8);
        }
    }
}
