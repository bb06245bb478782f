namespace ChildProtection.Domain.PlanDocument;

public enum VisitPlace
{
    Home,
    School,
    Other,
}
