using Microsoft.AspNetCore.Routing.Patterns;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Functions that stand in each other's way: the same name, task name or route.</summary>
internal static class FunctionClashes
{
    public static IEnumerable<string> Find(IReadOnlyCollection<FunctionDescriptor> functions)
        => Same(functions, function => function.Name, "the name")
            .Concat(Same(functions, function => (function.Trigger as OrchestrationFunctionTrigger)?.TaskName, "the orchestration name"))
            .Concat(Same(functions, function => (function.Trigger as ActivityFunctionTrigger)?.TaskName, "the activity name"))
            .Concat(SameRoutes(functions));

    private static IEnumerable<string> Same(IEnumerable<FunctionDescriptor> functions, Func<FunctionDescriptor, string?> key, string what)
        => functions
            .Where(function => key(function) is not null)
            .GroupBy(function => key(function)!, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"Function '{group.First().Name}': {what} '{group.Key}' is used by {Places(group)}; rename all but one.");

    private static IEnumerable<string> SameRoutes(IEnumerable<FunctionDescriptor> functions)
        => functions
            .Where(function => function.Trigger is HttpFunctionTrigger)
            .SelectMany(function => Addresses((HttpFunctionTrigger)function.Trigger).Select(address => (function, address)))
            .GroupBy(pair => pair.address, pair => pair.function, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"Function '{group.First().Name}': {group.Key} is also answered by another one: {Places(group)}; change a route or a method.");

    /// <summary>Two routes meet when they differ in the names of their parameters only.</summary>
    private static IEnumerable<string> Addresses(HttpFunctionTrigger trigger)
    {
        var path = string.Join('/', RoutePatternFactory.Parse(trigger.Route).PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));
        return (trigger.Methods.Count == 0 ? ["*"] : trigger.Methods).Select(method => $"{method} {path}");
    }

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => "{" + string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content)) + "}",
        _ => "?",
    };

    private static string Places(IEnumerable<FunctionDescriptor> functions)
        => string.Join(" and ", functions.Select(function => function.Definition.EntryPoint));
}
