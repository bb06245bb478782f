namespace ChildProtection.Domain.Profiles;

/// <summary>Codes of the people whom deadlines hold responsible, remind and escalate to.</summary>
public static class RoleCodes
{
    public const string LeadSocialWorker = "leadSocialWorker";
    public const string TeamManager = "teamManager";
    public const string ConferenceChair = "conferenceChair";
    public const string ServiceManager = "serviceManager";
    public const string ConferenceManager = "conferenceManager";
    public const string HeadOfService = "headOfService";
    public const string Director = "director";
    public const string CoreGroup = "coreGroup";
    public const string PoliceLead = "policeLead";
    public const string BusinessSupport = "businessSupport";

    /// <summary>Told by the authority's own letter or mail; nobody's account.</summary>
    public const string Parents = "parents";

    /// <summary>All codes. A profile that names another is refused: nobody would be told.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LeadSocialWorker,
        TeamManager,
        ConferenceChair,
        ServiceManager,
        ConferenceManager,
        HeadOfService,
        Director,
        CoreGroup,
        PoliceLead,
        BusinessSupport,
        Parents,
    ];

    /// <summary>Names whom a code stands for, within a sentence: "the team manager".</summary>
    public static string Words(string code) =>
        "the " + string.Concat(code.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
