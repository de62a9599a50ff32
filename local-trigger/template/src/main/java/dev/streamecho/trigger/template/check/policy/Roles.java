package dev.streamecho.trigger.template.check.policy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Referable;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import dev.streamecho.trigger.template.resource.SamEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The roles of a template's functions. It is immutable. */
public final class Roles {
    private static final String ROLE = "AWS::IAM::Role";
    private static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
    private static final Set<String> ATTACHED = Set.of("AWS::IAM::Policy", MANAGED_POLICY, "AWS::IAM::RolePolicy");

    private final List<Resource> resources;

    public Roles(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /** Returns the role that a function names, if the template makes it. */
    public Optional<Resource> named(FunctionDefinition function) {
        Optional<String> arn = Given.value(
                        () -> function.properties().get("Role").map(Value::text))
                .flatMap(role -> role);
        return resources.stream()
                .filter(resource -> resource.type().equals(ROLE))
                .filter(role -> arn.isPresent() && attribute(role, "Arn").equals(arn))
                .findFirst();
    }

    /** Returns what a function may do. */
    public Permissions of(FunctionDefinition function) {
        boolean names =
                Given.value(() -> function.properties().get("Role").isPresent()).orElse(true);
        return names || !function.isServerless()
                ? named(function).map(this::of).orElse(Permissions.UNREADABLE)
                : ofSam(function);
    }

    private Permissions of(Resource role) {
        try {
            Permissions all = Permissions.NONE;
            for (Value policy : items(role, "Policies")) {
                all = all.and(PolicyDocument.read(policy.require("PolicyDocument")));
            }
            for (Value policy : items(role, "ManagedPolicyArns")) {
                all = all.and(managed(policy.text()));
            }
            for (Resource policy : resources) {
                if (ATTACHED.contains(policy.type()) && isAttached(policy, role)) {
                    all = all.and(PolicyDocument.read(policy.properties().require("PolicyDocument")));
                }
            }
            return isConnected() ? all.and(Permissions.UNREADABLE) : all;
        } catch (UserError e) {
            return Permissions.UNREADABLE;
        }
    }

    private static List<Value> items(Resource role, String property) {
        return role.properties().get(property).map(Value::items).orElse(List.of());
    }

    /** SAM gives the function the permissions that its events need. */
    private Permissions ofSam(FunctionDefinition function) {
        Permissions all =
                function.properties().get("Policies").map(SamPolicies::read).orElse(Permissions.NONE);
        for (Value event :
                Given.value(() -> SamEvents.of(function)).orElse(Map.of()).values()) {
            all = all.and(
                    switch (Given.value(() -> event.require("Type").text()).orElse("")) {
                        case "DynamoDB" -> ManagedPolicies.of(ManagedPolicies.DYNAMODB_STREAMS);
                        case "SQS" -> ManagedPolicies.of(ManagedPolicies.SQS);
                        default -> Permissions.NONE;
                    });
        }
        return isConnected() ? all.and(Permissions.UNREADABLE) : all;
    }

    private Permissions managed(String arn) {
        return resources.stream()
                .filter(resource -> resource.type().equals(MANAGED_POLICY))
                .filter(policy -> attribute(policy, Referable.REF).equals(Optional.of(arn)))
                .findFirst()
                .map(policy -> PolicyDocument.read(policy.properties().require("PolicyDocument")))
                .orElseGet(() -> ManagedPolicies.of(arn));
    }

    private static boolean isAttached(Resource policy, Resource role) {
        Optional<String> name = attribute(role, Referable.REF);
        return Given.value(() -> policy
                        .properties()
                        .get("Roles")
                        .map(Value::items)
                        .orElseGet(() ->
                                policy.properties().get("RoleName").stream().toList())
                        .stream()
                        .anyMatch(attached -> name.equals(Optional.of(attached.text()))))
                .orElse(false);
    }

    private static Optional<String> attribute(Resource resource, String attribute) {
        return Given.value(() -> resource.attribute(attribute, resource.properties()))
                .flatMap(value -> value);
    }

    /** SAM's connectors add permissions to roles. */
    private boolean isConnected() {
        return resources.stream()
                .anyMatch(resource -> resource.type().equals("AWS::Serverless::Connector")
                        || resource.section("Connectors").isPresent());
    }
}
