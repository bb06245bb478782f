using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // The official class is not static either; app code must compile against both.
/// <summary>Where an app's <c>Program.cs</c> begins.</summary>
public class FunctionsApplication
#pragma warning restore CA1052
{
    /// <summary>A builder with the settings of <c>local.settings.json</c>, the environment and the command line, in rising precedence.</summary>
    /// <exception cref="InvalidOperationException"><c>local.settings.json</c> or <c>host.json</c> can't be used.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new FunctionsApplicationBuilder(WebHostFactory.CreateBuilder(args));
    }
}
