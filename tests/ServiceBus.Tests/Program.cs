namespace ServiceBus.Tests;

internal static class Program
{
    public static Task Main() => Task.CompletedTask;
}
