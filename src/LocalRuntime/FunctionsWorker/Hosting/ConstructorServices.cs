using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>Finds constructor parameters that nobody registered, at start instead of at the first call.</summary>
internal static class ConstructorServices
{
    /// <exception cref="FunctionDiscoveryException">A function's class asks for something that is not a service.</exception>
    public static void Check(IEnumerable<FunctionDescriptor> functions, IServiceProviderIsService services)
    {
        var faults = functions
            .Where(function => function.Factory is not null)
            .Select(function => (function, Missing: Missing(function.Method.DeclaringType!, services)))
            .Where(pair => pair.Missing is not null)
            .Select(pair => $"Function '{pair.function.Name}' ({pair.function.Definition.EntryPoint}): its constructor asks for {pair.Missing}, which is not registered; add it to builder.Services.")
            .ToList();
        if (faults.Count > 0)
            throw new FunctionDiscoveryException(faults);
    }

    /// <summary>With several constructors the choice depends on what is registered, so only a single one is judged.</summary>
    private static string? Missing(Type type, IServiceProviderIsService services)
    {
        if (type.GetConstructors() is not [var constructor])
            return null;
        return constructor.GetParameters()
            .Where(parameter => !parameter.HasDefaultValue && parameter.CustomAttributes.All(data => data.AttributeType != typeof(FromKeyedServicesAttribute)))
            .FirstOrDefault(parameter => !services.IsService(parameter.ParameterType))?.ParameterType.FullName;
    }
}
