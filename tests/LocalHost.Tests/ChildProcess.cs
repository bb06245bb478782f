using System.Globalization;
using LocalHost.Tests.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LocalHost.Tests;

/// <summary>What this assembly does when a test starts it as a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Answers each line that it reads with the time of its host's TimeProvider.</summary>
    public const string TellTheTime = "tell-the-time";

    /// <summary>Runs a bus in a folder and sends to it until it is killed.</summary>
    public const string SendToBus = "send-to-bus";

    /// <summary>Runs a bus in a folder whose file can't grow for a while.</summary>
    public const string FillBus = "fill-bus";

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [TellTheTime]:
                await TellTheTimeAsync();
                return 0;
            case [SendToBus, var folder, var life]:
                await KillTests.RunVictimAsync(folder, int.Parse(life, CultureInfo.InvariantCulture));
                return 0;
            case [FillBus, var folder]:
                await DiskFullTests.RunVictimAsync(folder);
                return 0;
            default:
                await Console.Error.WriteLineAsync("This is a test project: run it with dotnet test.");
                return 1;
        }
    }

    private static async Task TellTheTimeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.TryAddSingleton(TimeProvider.System);
        using var host = builder.Build();
        var clock = host.Services.GetRequiredService<TimeProvider>();
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(clock.GetUtcNow().ToString("O"));
    }
}
