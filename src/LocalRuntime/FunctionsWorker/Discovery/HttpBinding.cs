using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Parameters of an HTTP function: the request, route values by name, and what every function may have.</summary>
internal static class HttpBinding
{
    public static FunctionBinding Bind(
        MethodInfo method, ParameterInfo trigger, HttpTriggerAttribute attribute, string name, SettingExpander settings)
    {
        if (trigger.ParameterType != typeof(HttpRequest))
            throw new FunctionFaultException($"the parameter '{trigger.Name}' has [HttpTrigger], so its type must be Microsoft.AspNetCore.Http.HttpRequest.");
        var route = settings.Expand(attribute.Route ?? name).TrimStart('/');
        var routeParameters = RouteParameters(route);
        var binders = method.GetParameters().Select(parameter =>
            parameter == trigger ? context => ((HttpContext)context.TriggerValue!).Request
            : CommonParameters.TryBind(parameter) ?? FromRoute(parameter, route, routeParameters));
        var methods = (attribute.Methods ?? []).Select(verb => verb.ToUpperInvariant()).Distinct().ToList();
        return new FunctionBinding(new HttpFunctionTrigger(trigger.Name!, route, methods), [.. binders]);
    }

    private static HashSet<string> RouteParameters(string route)
    {
        try
        {
            return RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (RoutePatternException exception)
        {
            throw new FunctionFaultException($"its route '{route}' can't be used: {exception.Message}");
        }
    }

    private static ParameterBinder FromRoute(ParameterInfo parameter, string route, HashSet<string> routeParameters)
    {
        if (!routeParameters.Contains(parameter.Name!))
        {
            throw new FunctionFaultException(
                $"the parameter '{parameter.Name}' is neither bound nor part of the route '{route}'; read headers, query and body from the HttpRequest.");
        }

        var convert = RouteValueConverter.For(parameter.ParameterType)
            ?? throw new FunctionFaultException(
                $"the route parameter '{parameter.Name}' can't be a {parameter.ParameterType.Name}; use {RouteValueConverter.Supported} or a nullable one of them.");
        return context => RouteValueConverter.Bind(parameter, convert, ((HttpContext)context.TriggerValue!).Request.RouteValues[parameter.Name!]);
    }
}
