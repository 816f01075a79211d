using System.Collections.Frozen;
using Conversations.Contracts;
using Conversations.Web.Company;

namespace Conversations.Web.Tests.Company;

/// <summary>Law: exactly one person is accountable at every instant, and never one who has gone while another is here.</summary>
public sealed class AccountableTests
{
    private static readonly EmployeeId[] People = [new("admin"), new("ana"), new("ben"), new("cleo")];
    private static readonly QueueId[] Queues = [new("q1"), new("q2")];

    [Fact]
    public void Whoever_owns_whoever_is_on_duty_and_whoever_is_gone_one_person_who_is_here_answers()
    {
        var cases = 0;
        foreach (var owner in People.Select(static id => (EmployeeId?)id).Append(null))
        {
            foreach (var duty in People.Select(static id => (EmployeeId?)id).Append(null))
            {
                for (var gone = 0; gone < 1 << People.Length; gone++)
                {
                    var left = People.Where((_, place) => (gone >> place & 1) == 0).ToList();
                    var view = ViewOf(duty, People.Except(left), left);
                    foreach (var queue in Queues)
                    {
                        var accountable = view.AccountableFor(owner, queue);
                        Assert.True(left.Count == 0 || left.Contains(accountable));
                        Assert.Equal(owner is { } hers && left.Contains(hers) ? hers : view.DutyOf(queue), accountable);
                        cases++;
                    }
                }
            }
        }

        Assert.Equal(5 * 5 * 16 * 2, cases);
    }

    private static DirectoryView ViewOf(EmployeeId? duty, IEnumerable<EmployeeId> gone, List<EmployeeId> left)
    {
        var duties = duty is { } person ? new Dictionary<string, EmployeeId> { [Queues[0].Value] = person } : [];
        return new DirectoryView(
            People.ToFrozenDictionary(static id => id.Value, static id => id.Value), duties.ToFrozenDictionary(), gone.Select(static id => id.Value).ToFrozenSet(),
            left.Count == 0 ? null : left[0]);
    }
}
