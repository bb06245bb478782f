using System.Diagnostics;

namespace LocalHost.Tests.Bus;

/// <summary>This assembly as a process of its own, for what only a process can suffer: a kill, a limit of its files.</summary>
internal static class Victim
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(Victim).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
