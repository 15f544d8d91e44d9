"""The pages of organization: people and posts, absences, delegations."""
