using System.Globalization;

namespace ServiceBus.Tests;

internal static class Program
{
    public static Task Main(string[] arguments) => arguments is [var folder, var life]
        ? KillTests.RunVictimAsync(folder, int.Parse(life, CultureInfo.InvariantCulture))
        : Task.CompletedTask;
}
