namespace EndToEnd;

/// <summary>S-A is told once for all tests that look at it, or compare another telling with it.</summary>
[CollectionDefinition(Name)]
public sealed class StoryACollection : ICollectionFixture<StoryATold>
{
    public const string Name = "S-A";
}
