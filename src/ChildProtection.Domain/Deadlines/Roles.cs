namespace ChildProtection.Domain.Deadlines;

/// <summary>Codes of the people a checkpoint tells.</summary>
public static class Roles
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
}
