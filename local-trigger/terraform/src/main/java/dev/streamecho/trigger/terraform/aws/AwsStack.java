package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Origin;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The resources of a configuration, as CloudFormation has them.
 *
 * @param resources by their addresses, which are their logical ids
 * @param origins where each is written
 */
public record AwsStack(Map<String, TemplateNode> resources, Map<String, Origin> origins) {

    /**
     * Makes a stack of what runs here, and of what the user should know.
     *
     * @param all the resources and data sources of a configuration
     * @param folder the one to which paths are relative
     * @param notices gets what is left out
     * @throws UserError if the name of something would be refused
     */
    public static AwsStack of(List<ResourceInstance> all, Path folder, Notices notices) {
        StackBuilder stack = new StackBuilder(new Catalog(all), folder, notices);
        for (ResourceInstance resource : all) {
            try {
                Conversions.add(resource, stack);
            } catch (EvaluationError e) {
                throw new UserError(
                        "%s: %s (line %d): %s"
                                .formatted(
                                        resource.file(),
                                        resource.address(),
                                        resource.settings().line(),
                                        e.problem()),
                        e);
            }
        }
        return new AwsStack(stack.resources(), stack.origins());
    }
}
