using System.Text.Json.Serialization;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>A page of whatever list.</summary>
internal interface IPageView
{
    string? NextCursor { get; }

    /// <summary>The cases that the page is about.</summary>
    IReadOnlyList<string> CaseIds { get; }

    /// <summary>The same page with another cursor.</summary>
    IPageView Continued(string nextCursor);
}

/// <summary>An item of a list that is about a case, or about none.</summary>
internal interface IAboutCase
{
    string? CaseId { get; }
}

/// <summary>One page of a list.</summary>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor) : IPageView
{
    [JsonIgnore]
    public IReadOnlyList<string> CaseIds => [.. Items.OfType<IAboutCase>().Select(item => item.CaseId).OfType<string>().Distinct()];

    public IPageView Continued(string nextCursor) => this with { NextCursor = nextCursor };
}
