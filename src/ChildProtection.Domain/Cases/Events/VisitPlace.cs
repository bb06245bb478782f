namespace ChildProtection.Domain.Cases.Events;

public enum VisitPlace
{
    Home,
    School,
    Other,
}
