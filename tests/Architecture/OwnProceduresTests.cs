namespace ChildProtection.Tests.Architecture;

/// <summary>An authority's own profile runs its cases: the app asks the catalogue that it loaded, not the shipped one.</summary>
public sealed class OwnProceduresTests
{
    /// <summary>The default where none is loaded, and the work on a case that does not exist.</summary>
    private static readonly string[] MayAskTheShipped =
    [
        "src/ChildProtection.Functions/Access/UnknownCases.cs",
        "src/ChildProtection.Functions/Procedures/LocalDays.cs",
    ];

    [Fact]
    public void ShippedCatalogue_InTheApp_IsAskedForNoCase() =>
        Assert.Equal(
            MayAskTheShipped,
            Repository.Sources("src/ChildProtection.Functions")
                .Where(file => file.Lines.Any(line => line.Contains("ProcedureCatalogue.Shipped", StringComparison.Ordinal)))
                .Select(file => file.Path).Order(StringComparer.Ordinal));
}
