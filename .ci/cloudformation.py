"""What CloudFormation makes of a template before it makes anything: the transform of SAM, functions, conditions, rules."""

import os
import re
from copy import deepcopy

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

NO_VALUE = object()


class NoManagedPolicies:
    def load(self):
        return {}


class Template:
    def __init__(self, path, region="us-east-1"):
        with open(path, encoding="utf-8") as file:
            self.template = yaml_parse(file.read())
        self.region = region

    def parameters(self):
        return self.template.get("Parameters", {})

    def defaults(self):
        return {name: str(parameter["Default"]) for name, parameter in self.parameters().items()}

    def resources(self, **overrides):
        """The resources after the transform, with all functions evaluated; those whose condition is false are left out."""
        values = self.defaults() | overrides
        template = deepcopy(self.template)
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                # Where sam package would have put it.
                resource["Properties"]["CodeUri"] = "s3://bucket/key"
        # The transform asks for a region, and for nothing else of AWS.
        os.environ["AWS_DEFAULT_REGION"] = self.region
        transformed = transform(template, dict(values), NoManagedPolicies())
        scope = Scope(self, values)
        return {
            logical_id: resource | {"Properties": scope.evaluate(resource.get("Properties", {}))}
            for logical_id, resource in transformed["Resources"].items()
            if "Condition" not in resource or scope.condition(resource["Condition"])
        }

    def broken_rules(self, **overrides):
        scope = Scope(self, self.defaults() | overrides)
        return [
            name
            for name, rule in self.template.get("Rules", {}).items()
            if scope.evaluate(rule.get("RuleCondition", True))
            and not all(scope.evaluate(assertion["Assert"]) for assertion in rule["Assertions"])
        ]


class Scope:
    """Evaluates functions. A resource is written as ${Name}, its attribute as ${Name.Attribute}: what they are is unknown."""

    def __init__(self, template, values):
        self.template = template
        self.values = values

    def condition(self, name):
        return self.evaluate(self.template.template["Conditions"][name])

    def evaluate(self, node):
        if isinstance(node, list):
            return [item for item in map(self.evaluate, node) if item is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (name, argument), = node.items()
            if name in ("Ref", "Condition") or name.startswith("Fn::"):
                return self.call(name, argument)
        evaluated = {key: self.evaluate(value) for key, value in node.items()}
        return {key: value for key, value in evaluated.items() if value is not NO_VALUE}

    def call(self, name, argument):
        if name == "Ref":
            return self.ref(argument)
        if name == "Condition":
            return self.condition(argument)
        if name == "Fn::If":
            return self.evaluate(argument[1] if self.condition(argument[0]) else argument[2])
        if name == "Fn::Sub":
            return self.sub(argument)
        if name == "Fn::GetAtt":
            return "${%s}" % (argument if isinstance(argument, str) else ".".join(argument))
        values = self.evaluate(argument)
        match name:
            case "Fn::Equals":
                return values[0] == values[1]
            case "Fn::Not":
                return not values[0]
            case "Fn::And":
                return all(values)
            case "Fn::Or":
                return any(values)
            case "Fn::Contains":
                return values[1] in values[0]
            case "Fn::EachMemberIn":
                return all(value in values[1] for value in values[0])
            case "Fn::Join":
                return values[0].join(values[1])
            case "Fn::Split":
                return values[1].split(values[0])
            case "Fn::Select":
                return values[1][int(values[0])]
        raise ValueError(f"{name} is not evaluated here: add it")

    def ref(self, name):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name == "AWS::Region":
            return self.template.region
        if name in self.values:
            if "List" in self.template.parameters()[name]["Type"]:
                return [item.strip() for item in self.values[name].split(",")]
            return self.values[name]
        return "${%s}" % name

    def sub(self, argument):
        text, variables = argument if isinstance(argument, list) else (argument, {})
        variables = self.evaluate(variables)
        return re.sub(r"\$\{([^!}]+)}", lambda match: variables.get(match[1]) or str(self.ref(match[1])), text)
