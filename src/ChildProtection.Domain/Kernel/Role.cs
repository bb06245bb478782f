namespace ChildProtection.Domain.Kernel;

/// <summary>What an account may be.</summary>
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
