namespace ChildProtection.Domain.Kernel.Facts;

/// <summary>The policy a case runs under, stamped at referral.</summary>
public sealed record ProfileStamp(string Id, string Version, string CalendarId, string CalendarVersion);
