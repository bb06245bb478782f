namespace ChildProtection.Functions.Platform.Http;

/// <summary>A page of whatever list.</summary>
internal interface IPageView
{
    string? NextCursor { get; }

    /// <summary>The same page with another cursor.</summary>
    IPageView Continued(string nextCursor);
}

/// <summary>One page of a list.</summary>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor) : IPageView
{
    public IPageView Continued(string nextCursor) => this with { NextCursor = nextCursor };
}
