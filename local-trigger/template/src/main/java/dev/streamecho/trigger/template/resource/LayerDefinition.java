package dev.streamecho.trigger.template.resource;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A layer of the template whose content is on this machine.
 *
 * @param content the absolute path of what {@code ContentUri} names; it exists
 * @param buildMethod {@code BuildMethod} of its {@code Metadata}; without one the content is taken as it is
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html">
 *     AWS::Serverless::LayerVersion</a>
 */
public record LayerDefinition(String logicalId, Path content, Optional<String> buildMethod) {
    static final String SERVERLESS_LAYER = "AWS::Serverless::LayerVersion";
    static final String LAMBDA_LAYER = "AWS::Lambda::LayerVersion";

    static boolean isLayer(String type) {
        return type.equals(SERVERLESS_LAYER) || type.equals(LAMBDA_LAYER);
    }
}
