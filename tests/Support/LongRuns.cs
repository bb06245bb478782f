namespace ChildProtection.Tests.Support;

/// <summary>Whether <c>./test --long</c> asks for the full counts, and for tests that take minutes by themselves.</summary>
internal static class LongRuns
{
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("CHILDPROTECTION_LONG_TESTS") == "1";
}
