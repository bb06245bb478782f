namespace ChildProtection.Domain.Kernel;

/// <summary>The roles of accounts.</summary>
public enum Role
{
    SocialWorker,
    TeamManager,
    ServiceManager,
    HeadOfService,
    ConferenceChair,
    BusinessSupport,
    Agency,
    Auditor,
    Administrator,
}
