using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;

namespace ChildProtection.LocalRuntime.FunctionsWorker;

/// <summary>Names the places to look for functions, instead of the entry assembly. For tests, whose entry assembly is the test runner.</summary>
public static class FunctionSourceExtensions
{
    /// <summary>Takes the functions of an assembly.</summary>
    public static FunctionsApplicationBuilder UseFunctionsFrom(this FunctionsApplicationBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(assembly);
        builder.Sources.Add(assembly);
        return builder;
    }

    /// <summary>Takes the functions of the named types and no others.</summary>
    public static FunctionsApplicationBuilder UseFunctionTypes(this FunctionsApplicationBuilder builder, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(types);
        builder.Sources.Add(types);
        return builder;
    }
}
