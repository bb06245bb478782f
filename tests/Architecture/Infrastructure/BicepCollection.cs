namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>The tests that share one compiler: it takes seconds to load the types of Azure's resources.</summary>
[CollectionDefinition(Name)]
public sealed class BicepCollection : ICollectionFixture<BicepCompiler>
{
    public const string Name = "Bicep";
}
