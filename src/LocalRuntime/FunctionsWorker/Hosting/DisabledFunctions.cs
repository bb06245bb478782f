using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>Functions that a setting switches off: <c>AzureWebJobs.{name}.Disabled</c>, in the environment also <c>AzureWebJobs__{name}__Disabled</c>.</summary>
internal static class DisabledFunctions
{
    public static bool IsDisabled(FunctionDescriptor function, IConfiguration configuration) =>
        bool.TryParse(configuration[$"AzureWebJobs.{function.Name}.Disabled"] ?? configuration[$"AzureWebJobs:{function.Name}:Disabled"], out var disabled) && disabled;
}
